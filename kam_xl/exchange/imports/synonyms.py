"""By which headers the columns of a sales export are known, in English and Russian.

A header is compared without case, spaces and punctuation, so that `Close Date`, `close_date` and `CloseDate` are one.
Each field has tiers, the best first: two headers of one tier in one file are ambiguous, a lower tier yields to a
higher one (a client's name to its number).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TIERS: Mapping[str, tuple[str, ...]] = {
    "client": (
        "client customer account buyer clientname customername accountname companyname "
        "контрагент клиент покупатель партнер заказчик наименованиеконтрагента "
        "наименованиеклиента названиеконтрагента названиеклиента",
        "company organization компания организация",
        "customerid clientid accountid customerno customercode кодклиента кодконтрагента кодпокупателя",
    ),
    "seller": (
        "salesagent seller salesrep salesperson salesmanager salesrepresentative accountmanager opportunityowner "
        "dealowner менеджер продавец торговыйпредставитель менеджерпопродажам ответственныйменеджер",
        "owner agent manager responsible ответственный",
    ),
    "date": (
        "date invoicedate orderdate saledate salesdate documentdate shipmentdate shippingdate "
        "дата датапродажи датаотгрузки датареализации датадокумента датанакладной датасчета",
        "period month период месяц день",
    ),
    "close_date": (
        "closedate closingdate closeddate dateclosed датазакрытия датазакрытиясделки датазавершения",
        "date дата",
    ),
    "open_date": (
        "engagedate opendate openingdate createdate createddate creationdate datecreated startdate "
        "датасоздания датаначала датаоткрытия датасозданиясделки",
    ),
    "stage": (
        "dealstage stage stagename opportunitystage salesstage стадия этап стадиясделки этапсделки этапворонки",
        "status dealstatus статус статуссделки",
    ),
    "amount": (
        "closevalue dealvalue netamount amountwithoutvat суммабезндс выручкабезндс стоимостьбезндс суммасделки",
        "amount value sales revenue total sum turnover linetotal сумма выручка стоимость оборот продажи суммапродажи",
        "grossamount amountwithvat суммасндс выручкасндс бюджет",
    ),
    "margin": (
        "margin grossmargin grossprofit profit маржа валоваяприбыль прибыль валоваямаржа",
    ),
    "cost": (
        "cost costs totalcost costofgoods costofsales cogs себестоимость суммасебестоимости себестоимостьбезндс",
    ),
    "quantity": (
        "quantity qty units quantitysold количество колво",
    ),
    "price": (
        "unitprice price priceperunit salesunitprice цена ценазаединицу ценазаед ценабезндс",
    ),
    "list_price": (
        "listprice usualprice catalogprice catalogueprice baseprice прайс ценапопрайсу прайсоваяцена базоваяцена",
        "salesprice",
    ),
    "product": (
        "product productname item itemname goods номенклатура товар продукт наименованиетовара "
        "наименованиеноменклатуры товарноменклатура",
        "description productdescription itemdescription описание наименование",
    ),
    "code": (
        "stockcode sku itemcode productcode itemno productid articleno partnumber артикул кодтовара кодноменклатуры",
        "код",
    ),
    "group": (
        "productgroup itemgroup productcategory productline товарнаягруппа группатоваров номенклатурнаягруппа "
        "группаноменклатуры видноменклатуры категориятовара",
        "group category series группа категория серия",
    ),
    "document": (
        "invoiceno invoice invoicenumber orderno ordernumber orderid documentno docno "
        "документ номердокумента накладная номернакладной регистратор документпродажи",
        "номер",
    ),
    "deal": (
        "opportunityid dealid opportunitynumber dealnumber номерсделки idсделки кодсделки",
        "opportunity deal сделка",
    ),
    "segment": (
        "segment sector industry сегмент отрасль сектор сегментклиента виддеятельности",
    ),
    "head": (
        "manager head supervisor teamlead headofsales руководитель начальник руководительотдела",
    ),
}  # fmt: skip

NAMES = frozenset(["name", "наименование", "название"])
"""Plain headers that name the client in a list of clients only; in an export of sales they are goods or deals."""

FIELDS = tuple(_TIERS)
"""Names of the fields, as a map file writes them."""


def plain(header: object) -> str:
    """Return a header as it counts for comparing: letters and digits only, no case, ё as е."""
    return re.sub(r"[\W_]+", "", str(header)).casefold().replace("ё", "е")


SYNONYMS: Mapping[str, tuple[frozenset[str], ...]] = {
    field: tuple(frozenset(tier.split()) for tier in tiers) for field, tiers in _TIERS.items()
}
"""Field → tiers of plain headers."""

EXAMPLES: Mapping[str, str] = {
    "client": "Client, Customer, Account; Контрагент, Клиент, Покупатель",
    "seller": "Seller, Sales agent; Менеджер, Ответственный",
    "date": "Date, Invoice date; Дата, Дата продажи",
    "close_date": "Close date; Дата закрытия",
    "open_date": "Open date, Engage date; Дата создания",
    "stage": "Stage, Deal stage; Стадия, Этап",
    "amount": "Amount, Close value; Сумма, Выручка",
    "quantity": "Quantity; Количество",
    "price": "Price, Unit price; Цена",
}
"""What a finding shows as looked for: a few headers of each language."""
