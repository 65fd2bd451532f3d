"""Register of offices, their users and assignments."""
