import conf

print(len(conf.ACCESS_KEY), len(conf.SECRET_KEY))
