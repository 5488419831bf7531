module example.com/svc

go 1.21

require (
	gopkg.in/gomail.v2 v2.0.0
)
