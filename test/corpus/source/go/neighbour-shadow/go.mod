module example.com/svc

require github.com/aws/aws-sdk-go-v2 v1.30.0
