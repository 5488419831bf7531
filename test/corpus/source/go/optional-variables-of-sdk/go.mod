module example.com/svc

go 1.21

require (
	github.com/aws/aws-sdk-go-v2/config v1.27.0
)
