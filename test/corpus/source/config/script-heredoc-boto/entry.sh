#!/bin/sh
cat > ~/.boto <<END
[Credentials]
aws_access_key_id = $KEY
aws_secret_access_key = $SECRET
END
gsutil ls
