class Rotate
  def old(iam, user)
    iam.list_access_keys(user_name: user).access_key_metadata.map(&:access_key_id)
  end

  def remove(iam, user, id)
    iam.delete_access_key(user_name: user, access_key_id: id)
  end
end
