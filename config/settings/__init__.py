"""Settings: ``base`` for everybody, then ``development`` (the demo too), ``test`` or ``production``."""
