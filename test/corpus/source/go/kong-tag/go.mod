module example.com/svc

require (
	github.com/alecthomas/kong v1.2.1
	github.com/aws/aws-sdk-go-v2 v1.30.0
)
