#!/bin/sh
if [ -f /run/secrets/aws_key ]; then
  export AWS_ACCESS_KEY_ID="$(cat /run/secrets/aws_key)"
  export AWS_SECRET_ACCESS_KEY="$(cat /run/secrets/aws_secret)"
fi
exec "$@"
