"""Amounts in running text: money, percentages, multiples, counts and physical measures, with scale and unit.

How a language writes them stands in ``etl/rules/amounts/<language>.yml``; the code here knows digits and no language.
"""

from etl.amounts.find import find_amounts

__all__ = ["find_amounts"]
