"""Pages: my certificates, and checking one."""
