"""The native formulas of the dossier and of the buying center: the second writing of their rules.

Keys as in `kam_xl.sheets.formulas`. Clients, questions and roles are found once a row and become numbers: everything
that is counted is counted by number, since COUNTIF takes letters of a name for wildcards. A key holds two numbers in
one, so that a cell of a matrix is one COUNTIF.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.rules.buying_center import DUE_WITHIN
from kam_xl.sheets.formulas import dated
from kam_xl.sheets.task_tables import MEMBERS
from kam_xl.sheets.texts import literal, plain_text

QUESTION_STEP, ROLE_STEP = 10_000, 1_000
"""A key is the client's number times this, plus the number of the question or of the role."""

_ACCOUNT = plain_text("[@account]")
_ACCOUNT_NO = f'IFERROR(IF({_ACCOUNT}="",0,MATCH({literal(_ACCOUNT)},tblAccounts[name_key],0)),0)'
_KEY_NO = 'IF([@account_no]=0,"",INDEX(tblAccounts[record_no],[@account_no]))'
_SET = "IF([@account_no]=0,1,INDEX(tblAccounts[question_set],[@account_no]))"
_OF_QUESTION = 'IF([@question_no]=0,"",INDEX(tblQuestions[{0}],[@question_no]))'
_AGE = "as_of-INT([@as_of])"

DOSSIER_FORMULAS: Mapping[str, str] = {
    "account_no": _ACCOUNT_NO,
    "key_no": _KEY_NO,
    "question_no": f'IFERROR(MATCH({_SET}&"|"&{literal(plain_text("[@question]"))},tblQuestions[key],0),0)',
    "group": _OF_QUESTION.format("group"),
    "wording": _OF_QUESTION.format("wording"),
    "answered": "IFERROR(IF(LEN(TRIM([@answer]))>0,1,0),0)",
    "fresh": (
        f"IF([@question_no]*[@answered]*{dated('[@as_of]')}=0,0,"
        f"IF(AND({_AGE}>=0,{_AGE}<=INDEX(tblQuestions[days],[@question_no])),1,0))"
    ),
    "state": (
        'IF([@question_no]=0,"",INDEX(answer_states,IF([@answered]=0,1,IF([@fresh]=0,2,'
        "IF(SUMPRODUCT(COUNTIF([@status],assumed_words))>0,3,4)))))"
    ),
    "answer_key": (f'IF([@key_no]="","",IF([@question_no]*[@answered]=0,"",[@key_no]*{QUESTION_STEP}+[@question_no]))'),
    "answer_day": f"IF([@answered]*{dated('[@as_of]')}=0,0,IF({_AGE}<0,0,INT([@as_of])))",
}
"""Formulas of the calculated columns of tblDossier."""


def _within(key: str) -> str:
    """Return a formula for the number of a member's cell, 0 where the rules cannot read one."""
    column = MEMBERS.column(key)
    return f"IF(ISNUMBER([@{key}]),IF(AND([@{key}]>={column.low:g},[@{key}]<={column.high:g}),[@{key}],0),0)"


_ROLE = plain_text("[@role]")
_FOUND_ROLE = f"MATCH({literal(_ROLE)},tblRoles[{{}}],0)"
_LEFT = "INT([@next_date])-as_of"

MEMBER_FORMULAS: Mapping[str, str] = {
    "account_no": _ACCOUNT_NO,
    "key_no": _KEY_NO,
    "role_no": (
        f'IFERROR(IF({_ROLE}="",0,{_FOUND_ROLE.format("name_key")}),'
        f"IFERROR({_FOUND_ROLE.format('other_key')},IFERROR({_FOUND_ROLE.format('code')},0)))"
    ),
    "active": f'IFERROR(IF({_ACCOUNT}="",0,IF(SUMPRODUCT(COUNTIF([@state],gone_words))>0,0,1)),0)',
    "attitude_no": _within("attitude"),
    "weight": f"IF([@active]=0,0,{_within('influence')})",
    "pull": "[@weight]*[@attitude_no]",
    "cadence_days": (
        f'IF([@active]=0,"",IF({_within("cadence")}>0,[@cadence],'
        "IF([@role_no]=0,contact_days,INDEX(tblRoles[cadence],[@role_no]))))"
    ),
    "days_since": (
        f'IF([@active]*{dated("[@last_contact]")}=0,"",IF(as_of-INT([@last_contact])<0,"",as_of-INT([@last_contact])))'
    ),
    "contact_no": 'IF([@active]=0,0,IF([@days_since]="",1,IF([@days_since]>[@cadence_days],2,3)))',
    "contact_state": 'IF([@contact_no]=0,"",INDEX(contact_states,[@contact_no]))',
    "proposed_direction": (
        'IF([@active]*[@role_no]=0,"",IF([@attitude_no]>0,INDEX(tblRoles[supporter],[@role_no]),'
        "IF([@attitude_no]<0,INDEX(tblRoles[opponent],[@role_no]),INDEX(tblRoles[neutral],[@role_no]))))"
    ),
    "step_no": (
        "IF([@active]=0,0,IF(IFERROR(LEN(TRIM([@next_step])),0)=0,1,"
        f"IF({dated('[@next_date]')}=0,1,IF({_LEFT}<0,2,IF({_LEFT}<{DUE_WITHIN},3,4)))))"
    ),
    "step_state": 'IF([@step_no]=0,"",INDEX(step_states,[@step_no]))',
    "active_key": 'IF([@active]=1,[@key_no],"")',
    "role_key": f'IF([@active_key]="","",IF([@role_no]=0,"",[@active_key]*{ROLE_STEP}+[@role_no]))',
    "kept_key": 'IF([@contact_no]=3,[@role_key],"")',
    "recent_key": 'IF([@days_since]="","",IF([@days_since]<=contact_days,[@active_key],""))',
}
"""Formulas of the calculated columns of tblMembers."""
