"""What is typed: a code or a name (proof.py), and how certificates look (design.py)."""
