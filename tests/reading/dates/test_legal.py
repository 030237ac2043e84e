"""The grammar that the laws hold values against takes what TIMEX3 has, and nothing else."""

import pytest

from bot.model.dates import TimexType
from tests.reading.dates.legal import fits, is_legal

LEGAL = """
2023 2023-06 2023-06-14 2024-02-29 2023-06-14TNI 2023-06-14T08:00 2023-06-14T24:00 2023-06-14T20:15:30 2023-W24 2020-W53
2023-W24-WE 2023-W24-3 2023-W24-3TMO 2023-Q4 2023-H2 2023-SU 199 19 BC0043 P3D P2Y6M PT5H30M P1DT12H PXW PTXH P1.5W P2Q
PXDE XXXX XXXX-XX XXXX-XX-XX XXXX-XX-XXTMO XXXX-06 XXXX-12-25 XXXX-02-29 XXXX-WXX XXXX-WXX-5 XXXX-WXX-5TNI XXXX-WXX-WE
XXXX-Q3 XXXX-SU PAST_REF PRESENT_REF FUTURE_REF
"""
ILLEGAL = """
1 20233 2023-6 2023-13 2023-00 2023-02-29 2023-06-31 0000 2023-06-14T 2023-06-14T25:00 2023-06-14T24:01 2023-06-14T08:60
2023-06-14TNIT20:00 2023-06-14TXX 2023-W00 2023-W53 2023-W5 2023-W24-8 2023-W24-0 2023-Q5 2023-H3 2023-Q0 2023-XX P PT
P3 3D P3X P1.D P1e+06D P-1D P3D2Y PX XXXX-02-30 XXXX-13 XXXX-WXX-8 XXXX-WXX-5TNIT20:00 PASTREF PAST_REFTNI ٢٠٢٣
"""


@pytest.mark.parametrize("value", LEGAL.split())
def test_legal(value: str) -> None:
    assert is_legal(value)


@pytest.mark.parametrize("value", ["", *ILLEGAL.split()])
def test_illegal(value: str) -> None:
    assert not is_legal(value)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DATE", "2023-06-14", True),
        ("DATE", "PAST_REF", True),
        ("DATE", "P1D", False),
        ("DATE", "2023-06-14TNI", False),
        ("TIME", "2023-06-14TNI", True),
        ("TIME", "PRESENT_REF", True),
        ("TIME", "2023-06-14", False),
        ("DURATION", "PT5H", True),
        ("DURATION", "PAST_REF", False),
        ("SET", "P1D", True),
        ("SET", "XXXX-WXX-1TNI", True),
    ],
)
def test_types(name: str, value: str, expected: bool) -> None:
    assert fits(TimexType(name), value) is expected
