"""Which rule answers which command: one table, so that nothing can be asked for that has no rule.

Knows nothing itself.
"""

from __future__ import annotations

from typing import assert_never

from bot.chat.people import View
from bot.chat.text import text
from bot.family import (
    accounts,
    book,
    checkins,
    circles,
    colleagues,
    commands,
    deciding,
    decision,
    desk,
    founding,
    goal,
    goals,
    goinghome,
    guests,
    handing,
    insight,
    inviting,
    letter,
    letters,
    listed,
    marking,
    meetings,
    mine,
    moments,
    moving,
    offers,
    permitting,
    phases,
    plan,
    relay,
    resources,
    slips,
    trying,
    watching,
)
from bot.family.events import CircleChosen
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered


def perform(command: commands.Command, view: View, facts: Facts) -> Outcome:  # noqa: C901, PLR0911, PLR0912, PLR0915 - a table
    """Apply the one rule for a command. What is not allowed is answered kindly and changes nothing."""
    me = view.speaker.id
    match command:
        case commands.ShowBook():
            return book.read_at_desk(command, view, facts)
        case commands.Show():
            return relay.show(command, view)
        case commands.Join():
            return circles.join(command, view)
        case commands.SayWilling():
            return circles.say_willing(command, view, facts)
        case commands.ChangeSettings():
            return circles.change_settings(command, view, facts)
        case commands.BeginDecision():
            return deciding.begin(command, view, facts)
        case commands.WithdrawDecision():
            return deciding.withdraw(command, view, facts)
        case commands.PassOnDecision():
            return deciding.pass_on(command, view, facts)
        case commands.TurnLetter():
            return letters.turn(command, view, facts)
        case commands.ExplainLetter():
            return letters.explain(command, view, facts)
        case commands.DeclineHomework():
            return letters.decline_homework(command, view, facts)
        case commands.SendToCircle() if command.purpose:
            return _say_with_purpose(command, view, facts)
        case commands.Cheer():
            return moments.cheer(command, view, facts)
        case commands.MakeAlbum():
            return moments.make_album(command, view, facts)
        case commands.WantAlbum():
            return moments.want_album(command, view)
        case commands.SetRhythm():
            return moments.set_rhythm(command, view, facts)
        case commands.SendToCircle():
            return relay.send_to_circle(command, view)
        case commands.SendToLine() if goal.is_goal(command.purpose):
            return goals.share_with_line(command, view, facts)
        case commands.SendToLine() if command.purpose == listed.PURPOSE:
            return resources.ask_for(command, view, facts)
        case commands.SendToLine():
            return relay.send_to_line(command, view, facts)
        case commands.LetFilesPass():
            return marking.let_files_pass(command, view, facts)
        case commands.LetContactsPass():
            return marking.let_contacts_pass(command, view, facts)
        case commands.AgreeToContacts():
            return marking.agree_to_contacts(command, view)
        case commands.ProtectWords():
            return marking.protect_words(command, view, facts)
        case commands.UnprotectWords():
            return marking.unprotect_words(command, view, facts)
        case commands.WriteInBook():
            return book.write(command, view, facts)
        case commands.DecideBook():
            return book.decide(command, view, facts)
        case commands.CloseAnswer():
            return book.close(command, view, facts)
        case commands.OpenField():
            return book.open_field(command, view, facts)
        case commands.AskOther():
            return book.ask(command, view, facts)
        case commands.NotKnown():
            return book.not_known(command, view, facts)
        case commands.WritePlan():
            return plan.write(command, view, facts)
        case commands.AgreePlan():
            return plan.agree(command, view, facts)
        case commands.TakeBackPlan():
            return plan.take_back(command, view, facts)
        case commands.DecidePlan():
            return plan.decide(command, view, facts)
        case commands.TurnHome():
            return goinghome.turn(command, view, facts)
        case commands.PlaceChild():
            return moving.place(command, view, facts)
        case commands.CorrectName():
            return founding.correct_name(command, view, facts)
        case commands.CorrectBirthday():
            return founding.correct_birthday(command, view, facts)
        case commands.SetUpFamily():
            return founding.set_up_family(command, view, facts)
        case commands.SetUpHome():
            return founding.set_up_home(command, view, facts)
        case commands.MakeCircle():
            return founding.make_circle(command, view, facts)
        case commands.AddMembers():
            return founding.add_members(command, view, facts)
        case commands.LookAt():
            return founding.look_at(command, view)
        case commands.AddCallQuestion():
            return moving.add_call_question(command, view, facts)
        case commands.CheckInWeek():
            return checkins.check_in(command, view, facts)
        case commands.ProposeRhythm():
            return checkins.propose(command, view)
        case commands.AgreeRhythm():
            return checkins.agree(command, view, facts)
        case commands.EndRhythm():
            return checkins.end(command, view, facts)
        case commands.WriteTip():
            return trying.write(command, view)
        case commands.TryTip():
            return trying.begin(command, view, facts)
        case commands.SayOfTip():
            return trying.say(command, view, facts)
        case commands.KeepTip():
            return trying.keep(command, view, facts)
        case commands.AllowTip():
            return trying.allow(command, view, facts)
        case commands.WriteGoal():
            return goals.write(command, view, facts)
        case commands.ActOnGoal():
            return goals.act(command, view, facts)
        case commands.UnshareGoal():
            return goals.unshare(command, view, facts)
        case commands.TurnOffers():
            return offers.turn(command, view, facts)
        case commands.ProposeMeeting():
            return meetings.propose(command, view, facts)
        case commands.InviteToMeeting():
            return inviting.invite(command, view, facts)
        case commands.CallTeam():
            return inviting.call_team(command, view, facts)
        case commands.ActOnMeeting():
            return meetings.act(command, view, facts)
        case commands.LetCome():
            return inviting.let_come(command, view, facts)
        case commands.LetSiblingsCome():
            return guests.let_come(command, view, facts)
        case commands.BringSlip():
            return slips.bring(command)
        case commands.GiveSlip():
            return slips.give(command, view, facts)
        case commands.WithdrawSlip():
            return slips.withdraw(command, view, facts)
        case commands.PassSlip():
            return slips.pass_on(command, view, facts)
        case commands.DeclineSlip():
            return slips.decline(command, view, facts)
        case commands.AnswerSlip():
            return slips.answer(command, view, facts)
        case commands.AskAboutSlip():
            return slips.ask(command, view, facts)
        case commands.DecidePage():
            return slips.decide_page(command, view, facts)
        case commands.ShowSlip():
            return slips.show_slip(command, view, facts)
        case commands.GivePermission():
            return permitting.give(command, view, facts)
        case commands.WithdrawPermission():
            return permitting.withdraw(command, view, facts)
        case commands.AcknowledgeRevoked():
            return permitting.acknowledge(command, view)
        case commands.KeepApart():
            return permitting.keep_apart(command, view, facts)
        case commands.Connect():
            return permitting.connect(command, view, facts)
        case commands.OpenFeed():
            return permitting.open_feed(command, view, facts)
        case commands.PutOnCall():
            return marking.put_on_call(command, view, facts)
        case commands.React():
            return relay.react(command, view)
        case commands.AcknowledgeAlert():
            return circles.acknowledge(command, view)
        case commands.HurryMessage():
            return relay.hurry(command, view, facts)
        case commands.AskAbout():
            return relay.ask_about(view, facts)
        case commands.ShowNews():
            return circles.show_news(view, facts)
        case commands.KeepWords():
            return relay.keep_words(command, view)
        case commands.AnswerInstead():
            return Outcome(answers=((command.interview, command.words),))
        case commands.ChooseCircle():
            if view.circle(command.circle) is None:
                return answered(me, text("circle-gone"))
            return Outcome(events=(CircleChosen(me, command.circle),))
        case commands.TakeBack():
            return relay.take_back(view, facts)
        case commands.LeaveForGood():
            return circles.leave(view)
        case commands.DecideMessage():
            return relay.decide_message(command, view, facts)
        case commands.AskBack():
            return desk.ask_back(command, view, facts)
        case commands.AnswerBack():
            return desk.answer_back(command, view)
        case commands.Announce():
            return desk.announce(command, view, facts)
        case commands.WriteNote():
            return desk.write_note(command, view, facts)
        case commands.ReadNotes():
            return desk.read_notes(command, view, facts)
        case commands.DeleteNote():
            return desk.delete_note(command, view, facts)
        case commands.PauseCircle():
            return circles.pause(command, view, facts)
        case commands.ResumeCircle():
            return circles.resume(command, view, facts)
        case commands.StandIn():
            return colleagues.stand_in(command, view, facts)
        case commands.EndCover():
            return colleagues.end_cover(command, view, facts)
        case commands.HandOver():
            return colleagues.hand_over(command, view, facts)
        case commands.OpenFamily():
            return colleagues.open_family(command, view, facts)
        case commands.ReadLog():
            return colleagues.read_log(command, view)
        case commands.ChangePhase():
            return phases.change(command, view, facts)
        case commands.AnswerReunion():
            return phases.answer_reunion(command, view, facts)
        case commands.RenewHold():
            return circles.renew_hold(command, view, facts)
        case commands.InvitePerson():
            return circles.invite(command, view, facts)
        case commands.GreetStranger():
            return circles.greet(command, view, facts)
        case commands.ReachByPhone():
            return circles.reach_by_phone(command, view, facts)
        case commands.SayFor():
            return relay.say_for(command, view, facts)
        case commands.AddAndInvite():
            return circles.add_and_invite(command, view, facts)
        case commands.SayInCircle():
            return relay.say_in_circle(command, view, facts)
        case commands.WatchCircle():
            return watching.watch(command, view, facts)
        case commands.StepIn():
            return watching.step_in(command, view, facts)
        case commands.StepOut():
            return watching.step_out(command, view, facts)
        case commands.ReadCircle():
            return relay.read_circle(command, view, facts)
        case commands.SeeInsight():
            return insight.see(command, view, facts)
        case commands.ShareInsight():
            return insight.share(command, view, facts)
        case commands.HandOut():
            return handing.hand_out(command, view, facts)
        case commands.GiveMine():
            return mine.give(command, view, facts)
        case commands.OfferLink():
            return accounts.offer_link(view)
        case commands.AnswerLink():
            return accounts.answer_link(command, view, facts)
        case commands.ChooseAccount():
            return accounts.choose(command, view, facts)
        case commands.ComeBack():
            return accounts.come_back(view)
        case commands.ReissueAccount():
            return accounts.reissue(command, view, facts)
        case commands.FreezePerson():
            return accounts.freeze(command, view, facts)
        case commands.ThawPerson():
            return accounts.thaw(command, view, facts)
        case _:
            assert_never(command)


def _say_with_purpose(command: commands.SendToCircle, view: View, facts: Facts) -> Outcome:
    if (meant := decision.meant_by(command.purpose)) is not None:
        return deciding.said(command, meant, view, facts)
    if letter.meant_by(command.purpose) is not None:
        return letters.send(command, view, facts)
    if goal.is_goal(command.purpose):
        return goals.share_with_circle(command, view)
    return moments.give(command, view, facts)
