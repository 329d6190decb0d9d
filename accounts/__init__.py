"""WHO: organizations, people, appointments, access, matters, audit, jobs, stored files."""
