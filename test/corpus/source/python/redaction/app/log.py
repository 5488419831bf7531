HIDDEN = {
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "PASSWORD",
}


def safe(env):
    return {name: "***" if name in HIDDEN else value for name, value in env.items()}
