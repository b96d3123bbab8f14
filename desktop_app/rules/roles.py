"""Who may do what: the roles that each kind of act is open to (least privilege)."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.records.kinds import Role

_WRITERS = frozenset({Role.CLERK, Role.REVIEWER})
_ACTS: tuple[tuple[str, frozenset[Role]], ...] = (
    # the first prefix that fits decides
    ("office.password_changed", frozenset(Role)),
    ("office.", frozenset({Role.ADMINISTRATOR})),
    ("dossier.", _WRITERS),
    ("intake.", _WRITERS),
    ("evidence.", _WRITERS),
    ("eligibility.", frozenset({Role.REVIEWER})),
    ("survey.answered", _WRITERS),
    ("survey.attempted", _WRITERS),
    ("survey.keyed_again", _WRITERS),
    ("survey.", frozenset({Role.REVIEWER})),
    ("panel.", _WRITERS),
    ("meeting.", _WRITERS),
    ("recommendation.decided", frozenset({Role.REVIEWER, Role.HEAD})),
    ("recommendation.", frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD})),
    ("paper.", frozenset({Role.CLERK, Role.REVIEWER, Role.SEAL_KEEPER, Role.HEAD})),
    ("seal.", frozenset({Role.SEAL_KEEPER})),
    ("batch.sealed", frozenset({Role.SEAL_KEEPER})),
    ("batch.printed", frozenset({Role.CLERK, Role.REVIEWER, Role.SEAL_KEEPER, Role.HEAD})),
    ("batch.extended", frozenset({Role.REVIEWER, Role.HEAD})),
    ("batch.", frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD})),
    ("archive.", frozenset({Role.SEAL_KEEPER, Role.HEAD})),
    ("process.sanction_registered", frozenset({Role.REVIEWER, Role.HEAD})),
    ("process.event_withdrawn", frozenset({Role.REVIEWER, Role.HEAD})),
    ("process.", frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD})),
    ("calendar.", frozenset({Role.HEAD, Role.ADMINISTRATOR})),
)


def allowed(act: str) -> frozenset[Role]:
    """The roles that may do `act` ("survey.drawn"); raises KeyError for an act that no line covers."""
    for prefix, roles in _ACTS:
        if act.startswith(prefix):
            return roles
    raise KeyError(act)


def may(roles: Collection[Role], act: str) -> bool:
    """Whether somebody who holds `roles` may do `act`."""
    return not allowed(act).isdisjoint(roles)
