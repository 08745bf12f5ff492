"""Words of the office and of the court, by topic: what people hear and may ask about.

Knows only ids. What they mean stands in ``explain.ftl`` of each language: the same in every one, plain, and
true in most states. ``.called`` is the name that people hear, ``.also`` its other names, " | " between them.
"""

from __future__ import annotations

from typing import Final

TOPICS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "people",
        (
            "explain-caseworker",
            "explain-supervisor",
            "explain-agency",
            "explain-foster-parent",
            "explain-resource-parent",
            "explain-judge",
            "explain-casa",
            "explain-guardian-ad-litem",
            "explain-child-lawyer",
            "explain-mediator",
            "explain-peer-mentor",
            "explain-interpreter",
        ),
    ),
    (
        "start",
        (
            "explain-mandated-reporter",
            "explain-cps",
            "explain-investigation",
            "explain-allegation",
            "explain-substantiated",
            "explain-risk-assessment",
            "explain-safety-plan",
            "explain-family-preservation",
            "explain-removal",
            "explain-emergency-placement",
        ),
    ),
    (
        "court",
        (
            "explain-petition",
            "explain-first-hearing",
            "explain-adjudication",
            "explain-disposition",
            "explain-review-hearing",
            "explain-permanency-hearing",
            "explain-appeal",
            "explain-dependency",
            "explain-ward",
            "explain-subpoena",
            "explain-court-record",
            "explain-case-closed",
        ),
    ),
    (
        "plan",
        (
            "explain-case-plan",
            "explain-service-plan",
            "explain-family-team-meeting",
            "explain-reasonable-efforts",
            "explain-best-interests",
            "explain-reunification",
            "explain-parenting-class",
            "explain-treatment",
            "explain-drug-test",
            "explain-relapse",
            "explain-recovery",
            "explain-wraparound",
        ),
    ),
    (
        "future",
        (
            "explain-permanency",
            "explain-permanency-plan",
            "explain-concurrent-planning",
            "explain-asfa",
            "explain-tpr",
            "explain-relinquishment",
            "explain-reinstatement",
            "explain-adoption",
            "explain-open-adoption",
            "explain-guardianship",
            "explain-adoption-assistance",
            "explain-aging-out",
        ),
    ),
    (
        "home",
        (
            "explain-foster-care",
            "explain-placement",
            "explain-kinship-care",
            "explain-relative-placement",
            "explain-fictive-kin",
            "explain-respite-care",
            "explain-group-home",
            "explain-therapeutic-foster-care",
            "explain-prudent-parent",
            "explain-shared-parenting",
            "explain-icpc",
        ),
    ),
    (
        "visits",
        (
            "explain-family-time",
            "explain-supervised-visit",
            "explain-monitored-visit",
            "explain-unsupervised-visit",
            "explain-overnight-visit",
            "explain-therapeutic-visit",
            "explain-visit-supervisor",
            "explain-sibling-visit",
            "explain-comfort-call",
            "explain-no-contact-order",
            "explain-restraining-order",
            "explain-trial-home-visit",
        ),
    ),
    (
        "rights",
        (
            "explain-legal-custody",
            "explain-physical-custody",
            "explain-court-lawyer",
            "explain-public-defender",
            "explain-consent",
            "explain-release",
            "explain-confidentiality",
            "explain-icwa",
            "explain-active-efforts",
            "explain-tribe",
            "explain-ombudsman",
            "explain-grievance",
        ),
    ),
    (
        "care",
        (
            "explain-trauma",
            "explain-trauma-informed",
            "explain-attachment",
            "explain-trigger",
            "explain-therapy",
            "explain-mental-health-assessment",
            "explain-early-intervention",
            "explain-iep",
            "explain-504",
            "explain-medicaid",
            "explain-wic",
        ),
    ),
)
"""Each topic with the ids of its terms, in the order they are shown; its own is "label-explain-<topic>"."""

TERMS: Final = tuple(term for _, terms in TOPICS for term in terms)

EVERYDAY: Final = frozenset({
    "explain-caseworker", "explain-supervisor", "explain-agency", "explain-foster-parent", "explain-judge",
    "explain-interpreter",
})  # fmt: skip
"""Terms whose names stand in every other message; they are explained to who asks."""
