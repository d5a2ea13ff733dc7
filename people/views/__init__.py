"""The pages about oneself: signing in, codes on paper, settings, how the site looks, the development mailbox."""
