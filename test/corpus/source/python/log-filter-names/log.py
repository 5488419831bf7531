HIDDEN = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "DATABASE_URL"}


def clean(env):
    return {k: ("***" if k in HIDDEN else v) for k, v in env.items()}
