#!/bin/sh
mkdir -p ~/.aws
cat > ~/.aws/credentials <<EOF
[default]
aws_access_key_id = $STORE_ID
aws_secret_access_key = $STORE_SECRET
EOF
exec "$@"
