from datetime import timedelta

url = s3.generate_presigned_url(
    ClientMethod="get_object",
    Params=p,
    ExpiresIn=int(timedelta(hours=36).total_seconds()),
)
