STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": "media",
            "access_key": CONF["key"],
            "secret_key": CONF["secret"],
        },
    },
}
