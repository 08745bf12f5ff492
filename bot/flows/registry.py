"""Every conversation there is, named one by one: no import has a side effect.

A new flow is its file, its texts, its transcript, and one line here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import (
    accounts,
    announcing,
    asides,
    audit,
    book,
    calendar,
    checkin,
    checks,
    circle,
    colleagues,
    correcting,
    desk,
    everyday,
    explain,
    families,
    firstcall,
    homes,
    insight,
    join,
    meetings,
    mine,
    moments,
    offers,
    permitting,
    phases,
    place,
    plan,
    proposing,
    queue,
    ready,
    record,
    settings,
    thanks,
    tip,
    watching,
)

if TYPE_CHECKING:
    from bot.chat.people import Speaker
    from bot.flows.form import Flow

FLOWS: tuple[type[Flow], ...] = (
    join.JoinFlow,
    join.MeetFlow,
    settings.SettingsFlow,
    everyday.WhoFlow,
    everyday.HelpFlow,
    everyday.MenuFlow,
    everyday.SwitchFlow,
    everyday.UndoFlow,
    everyday.ShowNewsFlow,
    everyday.CannotWaitFlow,
    everyday.UnclearFlow,
    checkin.CheckInFlow,
    checkin.RhythmFlow,
    checkin.RhythmAnswerFlow,
    checkin.CheckInFileFlow,
    tip.TipFlow,
    tip.TipTryFlow,
    tip.TipAfterFlow,
    tip.TipBookFlow,
    tip.TipAllowFlow,
    offers.OfferOffFlow,
    ready.ReadyFlow,
    explain.ExplainFlow,
    book.ShareFlow,
    book.BookFlow,
    book.AskFlow,
    book.EarlierFlow,
    book.PrintFlow,
    book.FileFlow,
    book.NotKnownFlow,
    book.QuestionsFlow,
    plan.PlanFlow,
    plan.PlanWriteFlow,
    plan.PlanAgreeFlow,
    plan.PlanBackFlow,
    plan.PlanFileFlow,
    firstcall.FirstCallFlow,
    firstcall.CallAddFlow,
    firstcall.CallSaidFlow,
    proposing.VisitFlow,
    proposing.CallFlow,
    proposing.EventFlow,
    calendar.CalendarFlow,
    calendar.PastFlow,
    calendar.FeedFlow,
    calendar.FileFlow,
    meetings.AgreeFlow,
    meetings.CounterFlow,
    meetings.DeclineFlow,
    meetings.TakeBackFlow,
    meetings.ComeFlow,
    meetings.LateFlow,
    meetings.CannotFlow,
    meetings.MoveFlow,
    meetings.ChangeFlow,
    meetings.CancelFlow,
    meetings.MeetingFlow,
    meetings.ReadFlow,
    meetings.AfterFlow,
    moments.MomentFlow,
    moments.AlbumFlow,
    moments.AlbumMonthlyFlow,
    moments.CheerFlow,
    moments.RhythmFlow,
    thanks.ThanksFlow,
    thanks.CelebrateFlow,
    everyday.CaseworkerFlow,
    mine.MydataFlow,
    accounts.LinkFlow,
    accounts.LinkedFlow,
    accounts.ReturnFlow,
    everyday.LeaveFlow,
    asides.WhereFlow,
    asides.OwnRoomFlow,
    asides.DeskWhereFlow,
    asides.ChatOrAnswerFlow,
    asides.NotYetFlow,
    asides.OnlySomeFlow,
    asides.KeptFlow,
    asides.LineOrAllFlow,
    checks.SafetyFlow,
    checks.IdentifiersFlow,
    checks.KindnessFlow,
    checks.OtherChildFlow,
    checks.DocumentFlow,
    checks.SeenFlow,
    queue.QueueFlow,
    queue.DigestFlow,
    queue.AskBackFlow,
    queue.AnswerBackFlow,
    desk.ApproveFlow,
    desk.DeclineFlow,
    book.DecideBookFlow,
    book.CloseAnswerFlow,
    book.OpenFieldFlow,
    plan.DecidePlanFlow,
    meetings.AllowFlow,
    meetings.ApproveFlow,
    meetings.RefuseFlow,
    proposing.LetComeFlow,
    proposing.LetSiblingsFlow,
    proposing.TeamFlow,
    permitting.PermissionFlow,
    permitting.NoContactFlow,
    permitting.ConnectionFlow,
    place.PlaceFlow,
    colleagues.CoverFlow,
    colleagues.EndCoverFlow,
    colleagues.HandoverFlow,
    colleagues.TeamLookFlow,
    colleagues.ReassignFlow,
    desk.PauseFlow,
    desk.ResumeFlow,
    desk.HoldFlow,
    desk.InviteFlow,
    desk.GreetFlow,
    accounts.ReissueFlow,
    accounts.FreezeFlow,
    accounts.ThawFlow,
    desk.PeopleFlow,
    desk.ReadFlow,
    desk.SayFlow,
    insight.InsightFlow,
    insight.InsightShareFlow,
    watching.WatchFlow,
    watching.StepInFlow,
    record.TranscriptFlow,
    record.ExportFlow,
    families.FamiliesFlow,
    families.FamilyFlow,
    families.ChildFlow,
    correcting.CorrectFlow,
    homes.HomeFlow,
    announcing.AnnounceFlow,
    announcing.NoteFlow,
    announcing.NoteDeleteFlow,
    circle.CircleFlow,
    phases.ReunionFlow,
    audit.AuditFlow,
    circle.ContactsFlow,
)

_BY_ID = {flow.id: flow for flow in FLOWS}
_BY_COMMAND = {flow.command: flow for flow in FLOWS if flow.command}


def flow_named(flow_id: str) -> type[Flow] | None:
    """Return the flow with this id, or None if today's version has none."""
    return _BY_ID.get(flow_id)


def flow_for_command(word: str, speaker: Speaker) -> type[Flow] | None:
    """Return the flow behind a command, if it is offered to this speaker; else None, as for no command."""
    flow = _BY_COMMAND.get(word)
    if flow is None or (flow.offered_to and speaker.role not in flow.offered_to):
        return None
    return flow


def commands_for(*, speaker_is_caseworker: bool) -> tuple[str, ...]:
    """Return the commands to be shown in a messenger's menu, in the order of the registry."""
    return tuple(
        flow.command
        for flow in FLOWS
        if flow.command and flow.id != "join" and (speaker_is_caseworker or not flow.offered_to)
    )
