from app import limits


def other(sts, arn):
    return sts.assume_role(
        RoleArn=arn,
        RoleSessionName="w",
        DurationSeconds=limits.SESSION_SECONDS,
    )
