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
    ("recommendation.decided", frozenset({Role.REVIEWER, Role.HEAD})),
    ("recommendation.", frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD})),
    ("paper.", frozenset({Role.CLERK, Role.REVIEWER, Role.SEAL_KEEPER, Role.HEAD})),
    ("seal.", frozenset({Role.SEAL_KEEPER})),
    ("archive.", frozenset({Role.SEAL_KEEPER, Role.HEAD})),
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
