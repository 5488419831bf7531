#!/bin/sh
cat > ~/.s3cfg <<EOF
host_base = minio:9000
access_key = ${ID}
secret_key = ${SECRET}
EOF
s3cmd put a s3://b
