signer = Aws::CloudFront::UrlSigner.new(key_pair_id: 'K', private_key: KEY)
url = signer.signed_url(URL, expires: Time.now + 7.days)
