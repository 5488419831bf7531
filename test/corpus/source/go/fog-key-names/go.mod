module example.com/svc

require github.com/spf13/viper v1.19.0
