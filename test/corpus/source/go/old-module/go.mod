module example.com/svc

go 1.12

require (
	github.com/aws/aws-sdk-go v1.19.1
	github.com/pkg/errors v0.9.1
)
