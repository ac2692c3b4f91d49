## The handoff bundle: reading
