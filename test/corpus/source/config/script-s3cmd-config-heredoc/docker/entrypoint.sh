#!/bin/sh
cat > /root/.s3cfg <<EOF
[default]
access_key = ${STORE_ID}
secret_key = ${STORE_SECRET}
EOF
