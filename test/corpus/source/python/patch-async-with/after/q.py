from aiobotocore.session import get_session


async def send(conf):
    async with get_session().create_client(
        "sqs",
        region_name="eu-west-1",
    ) as client:
        await client.list_queues()
