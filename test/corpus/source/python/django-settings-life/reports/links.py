from django.conf import settings


def link(s3, key):
    return s3.generate_presigned_url(
        "get_object", Params={"Key": key}, ExpiresIn=settings.REPORT_LINK_SECONDS
    )
