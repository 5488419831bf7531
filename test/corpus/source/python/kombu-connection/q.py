from kombu import Connection

connection = Connection(
    transport="sqs",
    userid=conf.key,
    password=conf.secret,
)
