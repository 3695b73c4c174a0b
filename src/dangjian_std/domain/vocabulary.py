"""Words of the YAML that have a fixed meaning."""

from __future__ import annotations

from enum import StrEnum


class Trust(StrEnum):
    """How well the text of an article is known."""

    FULL_TEXT = "原文"
    EXCERPT = "摘引"
    UNCHECKED = "待核"


class RegulationStatus(StrEnum):
    """Whether a regulation is in force. 已修订 and 已废止 are superseded."""

    IN_FORCE = "现行有效"
    TRIAL = "试行"
    REVISED = "已修订"
    REPEALED = "已废止"


class StandardType(StrEnum):
    """Functional type of a standard (GB/T 1.1—2020, 4.2)."""

    SPECIFICATION = "规范"
    CODE_OF_PRACTICE = "规程"


class Status(StrEnum):
    """Stage in the life of a standard."""

    DRAFT = "草案"
    COMMENT = "征求意见"
    TRIAL = "试行"
    ISSUED = "发布"
    WITHDRAWN = "废止"

    @property
    def binding(self) -> bool:
        """Whether a standard asks for anything: a draft does not yet, a withdrawn one no more."""
        return self in {Status.TRIAL, Status.ISSUED}


class RoleKind(StrEnum):
    """An organ, a post, or a duty for one occasion."""

    ORGAN = "机构"
    POST = "岗位"
    DUTY = "临时职责"


class Level(StrEnum):
    """Where in the party's organisation a role stands."""

    LEADERSHIP = "党组·党委"
    BUREAU_COMMITTEE = "机关党委"
    GENERAL_BRANCH = "总支"
    BRANCH = "支部"
    GROUP = "党小组"
    MEMBER = "党员"


class Organ(StrEnum):
    """What a unit may have or lack; a role may need one of them."""

    COMMITTEE = "支委会"
    GROUPS = "党小组"
    GENERAL_BRANCH = "总支"
    BUREAU_COMMITTEE = "机关党委"
    DISCIPLINE = "机关纪委"


class Period(StrEnum):
    """A recurring period of time. A week begins on Monday; half a month is its first 15 days, or the rest."""

    WEEK = "week"
    HALF_MONTH = "half-month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TERM = "term"


class Shift(StrEnum):
    """What happens when a day is no working day."""

    NEXT = "next-workday"
    PREVIOUS = "previous-workday"
    NONE = "none"


class PeriodOffset(StrEnum):
    """Which period a day belongs to, seen from the period in which the step is done."""

    THIS = "this"
    NEXT = "next"


class Weekday(StrEnum):
    """A day of the week, or any working day, or any other."""

    MONDAY = "周一"
    TUESDAY = "周二"
    WEDNESDAY = "周三"
    THURSDAY = "周四"
    FRIDAY = "周五"
    SATURDAY = "周六"
    SUNDAY = "周日"
    WORKDAY = "工作日"
    REST = "休息日"
    """A day on which people do not work: a weekend or a holiday."""


class Nth(StrEnum):
    """Which one of the like days of a period."""

    FIRST = "第一个"
    SECOND = "第二个"
    THIRD = "第三个"
    FOURTH = "第四个"
    LAST = "最后一个"


class TimeUnit(StrEnum):
    """What a time before or after something is counted in."""

    HOURS = "hours"
    WORKDAYS = "workdays"
    DAYS = "days"
    MONTHS = "months"


class Modal(StrEnum):
    """Modal verb (GB/T 1.1—2020, Annex C)."""

    SHALL = "应"
    SHOULD = "宜"
    MAY = "可"


class CountedPer(StrEnum):
    """For whom one filing or one occurrence counts."""

    UNIT = "unit"
    BRANCH = "branch"
    GROUP = "group"
    MEMBER = "member"
    CASE = "case"


class ShareBase(StrEnum):
    """What a share is taken of: those entitled to come, or those who came."""

    ENTITLED = "应到"
    PRESENT = "实到"


class Voters(StrEnum):
    """Who votes: the members of a branch, those of its committee, or, in an election, those who may elect."""

    MEMBERS = "党员"
    COMMITTEE = "委员"
    ELECTORS = "选举人"


class CriterionKind(StrEnum):
    """合规 answers yes / no / not applicable and never bears points; 成效 may be weighted, elsewhere."""

    COMPLIANCE = "合规"
    EFFECT = "成效"


class Direction(StrEnum):
    """Where an official letter goes: to the office above, to one below, or to an equal one."""

    UP = "上行"
    DOWN = "下行"
    LEVEL = "平行"


class Medium(StrEnum):
    """How a form is kept. The last two are named and never drawn."""

    PRINTED = "打印后手签"
    HANDWRITTEN = "手写"
    ELECTRONIC = "电子登记"
    BALLOT = "无记名纸票"
    ISSUED_ABOVE = "上级统一印制"
    SYSTEM = "系统办理"


class Archive(StrEnum):
    """Archive period."""

    PERMANENT = "永久"
    YEARS_30 = "30年"
    YEARS_10 = "10年"
    NONE = "不归档"


class Sensitivity(StrEnum):
    """Who may read a filled form. 不入库 forms exist as blank print only."""

    OPEN = "公开"
    INTERNAL = "内部"
    PERSONAL = "个人信息"
    NOT_STORED = "不入库"


class FieldType(StrEnum):
    """What a person writes into a field."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    TICK = "tick"
    PERIOD = "period"
    SIGNATURE = "signature"
    SEAL = "seal"
    ROSTER = "roster"
    TABLE = "table"


class Fill(StrEnum):
    """What is known of a field before a person takes the form in hand."""

    YEAR = "year"
    QUARTER = "quarter"
    GROUP = "group"
    DATE = "date"
    KINDS = "kinds"
    MEMBERS = "members"
    """How many lines a table has: one for each member."""
    MEMBER = "member"
    """Whose form it is, of a form that each member has."""


class SpecialDay(StrEnum):
    """A day of the year that the calendar knows and no number of a month names."""

    AFTER_SPRING_FESTIVAL = "after-spring-festival"


class Width(StrEnum):
    """How much of a line a field takes in the drawn form."""

    HALF = "half"
    FULL = "full"
