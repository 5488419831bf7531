module example.com/svc

go 1.21

require (
	github.com/aws/aws-sdk-go-v2/service/s3 v1.58.0
)
