import aioboto3


async def read(key):
    async with aioboto3.resource("s3") as s3:
        return await s3.Object("b", key).get()
