class Links
  def link(object)
    object.presigned_url(:get, expires_in: Limits::LINK_TTL.to_i)
  end
end
