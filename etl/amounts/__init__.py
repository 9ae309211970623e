"""Amounts in running text: money, percentages, multiples, counts and physical measures, with scale and unit.

How a language writes them stands in ``etl/rules/amounts/<language>.yml``; the code here knows digits and no language.
"""

from etl.amounts.find import find_amounts
from etl.amounts.labels import unit_of_label

__all__ = ["find_amounts", "unit_of_label"]
