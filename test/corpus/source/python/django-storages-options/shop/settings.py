STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": "media",
            "access_key": config("MEDIA_ID"),
            "secret_key": config("MEDIA_SECRET"),
        },
    },
}
