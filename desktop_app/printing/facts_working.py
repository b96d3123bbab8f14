"""The facts that only the office's own working papers print, in one place for the catalogue."""

from __future__ import annotations

from desktop_app.printing import facts_disc, facts_draws, facts_frame, facts_review, facts_scores, facts_survey

FACTS = (
    *facts_survey.FACTS,
    *facts_frame.FACTS,
    *facts_review.FACTS,
    *facts_scores.FACTS,
    *facts_draws.FACTS,
    *facts_disc.FACTS,
)
