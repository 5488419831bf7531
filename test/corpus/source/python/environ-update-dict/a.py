import os

os.environ.update(
    {
        "AWS_ACCESS_KEY_ID": conf.key,
        "AWS_SECRET_ACCESS_KEY": conf.secret,
    }
)
