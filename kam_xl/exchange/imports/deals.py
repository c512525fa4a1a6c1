"""CRM opportunities: won deals are sales, lost ones tell where the position is attackable, open ones are potential."""

from __future__ import annotations

import numpy as np

from kam_xl.exchange.imports.columns import ColumnMap
from kam_xl.exchange.imports.dates import read_days
from kam_xl.exchange.imports.export import LOST, OPEN, SALE, Export, RowAccount, Sales, States
from kam_xl.exchange.imports.frame import Frame
from kam_xl.exchange.imports.groups import groups_of, products_of
from kam_xl.exchange.imports.labels import NOBODY, Labels, nobody, product_key, read_labels
from kam_xl.exchange.imports.numbers import Bools, Floats, read_numbers
from kam_xl.exchange.imports.prices import usual_prices
from kam_xl.exchange.imports.synonyms import plain
from kam_xl.findings import Finding, Location, Severity

_WON = """
    won closedwon win success successful выиграна выиграно выигран успешна успешно успешнореализовано закрытауспешно
    сделкавыиграна выполнена выполнен отгружено оплачено
"""
_LOST = """
    lost closedlost lose failed rejected проиграна проиграно проигран закрытоинереализовано отказ отменена отменен
    закрытанеуспешно неуспешна сделкапроиграна провалена
"""
_OPEN = """
    open engaging prospecting qualification qualified negotiation proposal new inprogress needsanalysis lead
    вработе новая новый открыта открыт переговоры квалификация предложение первичныйконтакт согласованиедоговора
    принимаютрешение
"""
"""Stages as CRM programs name them, plain; any other stage is taken for open, and said."""


def read_deals(
    frame: Frame, columns: ColumnMap, order: str, catalogue: dict[str, str], list_prices: dict[str, float]
) -> Export:
    """Read opportunities.

    Args:
        frame: the file, of role "deals".
        columns: what the map file says.
        order: how dates are written, see `dates`.
        catalogue: product key → group, from a products file.
        list_prices: product key → usual price, from a products file; without one the median of won deals is usual.
    """
    count = len(frame.rows)
    clients = read_labels(frame.cells("client"))
    sellers = read_labels(frame.cells("seller")) if frame.has("seller") else nobody(count)
    stages = read_labels(frame.cells("stage"), plain)
    states, unknown = _states(stages, columns)
    closed, bad_closed = read_days(frame.cells("close_date"), order)
    opened = read_days(frame.cells("open_date"), order)[0] if frame.has("open_date") else np.full_like(closed, "NaT")
    amount, bad_amount = read_numbers(frame.cells("amount"), columns.decimal, frame.comma_decimal)
    account = RowAccount(count)
    account.skip_clients(clients)
    if frame.has("deal"):
        account.skip("duplicate", _repeated(read_labels(frame.cells("deal"))))
    account.skip("no_stage", stages.codes == NOBODY)
    account.skip("bad_date", bad_closed & (states != OPEN))
    account.skip("no_date", np.isnat(closed) & (states != OPEN))
    account.skip("bad_number", bad_amount & (states != LOST))
    account.skip("no_amount", np.isnan(amount) & (states == SALE))
    if sellers.names:
        account.skip("no_seller", sellers.codes == NOBODY)
    products = products_of(frame)
    groups, rule = groups_of(frame, products, catalogue)
    won = states == SALE
    price = np.where(won & (amount > 0), amount, np.nan)
    usual = _usual(products, np.where(account.reason == 0, price, np.nan), list_prices)
    value = _values(states, amount, usual)
    sales = Sales(
        row=frame.numbers,
        reason=account.reason,
        client=clients.codes,
        seller=sellers.codes,
        group=groups.codes,
        day=np.where(states == OPEN, opened, closed),
        state=states,
        amount=value,
        value=value,
        price=price,
        usual=usual,
    )
    return Export(
        file=frame.file,
        kind="deals",
        read=count,
        columns=frame.found,
        clients=clients.names,
        sellers=sellers.names,
        groups=groups.names,
        sales=sales,
        basis="sales",
        group_rule=rule,
        findings=(_stage_finding(frame.file, unknown),) if unknown else (),
    )


def _values(states: States, amount: Floats, usual: Floats) -> Floats:
    """Return what each deal brought; an open one without an amount would bring the usual price, a lost one nothing."""
    expected = np.where(amount > 0, amount, usual)
    return np.where(states == SALE, amount, np.where(states == OPEN, np.nan_to_num(expected), 0.0))


def _states(stages: Labels, columns: ColumnMap) -> tuple[States, list[str]]:
    """Return the state of each row, and the names of stages that were taken for open without being known."""
    won, lost = columns.stages.get("won", frozenset(_WON.split())), columns.stages.get("lost", frozenset(_LOST.split()))
    waiting = frozenset(_OPEN.split())
    states: list[int] = []
    unknown: list[str] = []
    for name in stages.names:
        state = SALE if plain(name) in won else LOST if plain(name) in lost else OPEN
        states.append(state)
        if state == OPEN and plain(name) not in waiting:
            unknown.append(name)
    return np.array([*states, OPEN], dtype=np.int8)[stages.codes], unknown


def _repeated(deals: Labels) -> Bools:
    """Tell which rows repeat the number of a deal above."""
    again: Bools = np.ones(len(deals.codes), dtype=np.bool_)
    again[np.unique(deals.codes, return_index=True)[1]] = False
    again[deals.codes == NOBODY] = False
    return again


def _usual(products: Labels | None, prices: Floats, list_prices: dict[str, float]) -> Floats:
    median = usual_prices(products.codes if products else None, prices)
    if products is None or not list_prices:
        return median
    known = np.array([*(list_prices.get(product_key(name), np.nan) for name in products.names), np.nan])
    return np.where(np.isnan(known[products.codes]), median, known[products.codes])


def _stage_finding(file: str, names: list[str]) -> Finding:
    return Finding("import_stages_open", Severity.WARNING, Location(file=file), {"stages": names})
