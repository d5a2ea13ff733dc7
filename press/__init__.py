"""Values in, files out: PDF, QR codes, spreadsheets, charts and maps. Knows no person, course, rule or setting.

Owns the one place that knows WeasyPrint and its strict fetcher, the typefaces of printed pages, the writers of CSV
and XLSX with their safe cells, the charts, maps of boxes and what leads from one to the next, the contrast of
colours, and the writing of a file, whole or not at all. Holds no table and is no Django app.
Read first: pdf.py (a page becomes bytes), spreadsheet.py (rows become a file), charts/ (numbers become a picture),
flow/ (steps become a map).
"""
