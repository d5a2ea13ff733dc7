"""Values in, files out: PDF, QR codes, spreadsheets and charts. Knows no person, no course, no rule and no setting.

Owns the one place that knows WeasyPrint and its strict fetcher, the typefaces of printed pages, the writers of CSV
and XLSX with their safe cells, and the charts. Holds no table and is no Django app.
Read first: pdf.py (a page becomes bytes), spreadsheet.py (rows become a file), charts/ (numbers become a picture).
"""
