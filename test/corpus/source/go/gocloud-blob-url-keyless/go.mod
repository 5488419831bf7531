module example.com/svc

go 1.21

require (
	gocloud.dev v0.37.0
	github.com/aws/aws-sdk-go-v2 v1.30.0
)
