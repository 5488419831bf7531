import botocore.session
