from kubernetes import client

env = [
    client.V1EnvVar(name="AWS_ACCESS_KEY_ID", value_from=source("id")),
    client.V1EnvVar(name="AWS_SECRET_ACCESS_KEY", value_from=source("secret")),
]
