function consent(all){document.cookie='consent='+(all?'all':'none')+';path=/;max-age=31536000';
  document.querySelectorAll('.consent').forEach(function(e){e.remove();});}
function enregistrer(blob,nom){var u=URL.createObjectURL(blob),a=document.createElement('a');a.href=u;a.download=nom;
  document.body.appendChild(a);a.click();a.remove();setTimeout(function(){URL.revokeObjectURL(u);},5000);}
function fichier(adresse,nom){fetch(adresse,{credentials:'same-origin'}).then(function(r){return r.blob();})
  .then(function(b){enregistrer(b,nom);});}
function contenu(adresse){fetch(adresse).then(function(r){return r.json();}).then(function(d){
  var s=atob(d.content),a=new Uint8Array(s.length);for(var i=0;i<s.length;i++)a[i]=s.charCodeAt(i);
  enregistrer(new Blob([a],{type:'application/pdf'}),d.fileName);});}
function unique(adresse){fetch(adresse,{method:'POST'}).then(function(r){return r.json();})
  .then(function(d){location.href=d.url;});}
