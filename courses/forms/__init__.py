"""The forms of editors' own screens under /cms/. The forms of pages are in page_forms.py."""
