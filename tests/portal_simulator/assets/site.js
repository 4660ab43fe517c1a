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
function actions(b,adresse,texte,payer){var old=b.parentNode.querySelector('ul');if(old){old.remove();return;}
  var u=document.createElement('ul');u.innerHTML='<li><a></a></li><li><form method=post action="/action/pay"><button class=linky></button></form></li>';
  u.querySelector('a').href=adresse;u.querySelector('a').textContent=texte;u.querySelector('button').textContent=payer;b.parentNode.appendChild(u);
  setTimeout(function(){document.addEventListener('click',function(){u.remove();},{once:true});});}
function ajoute(pager,base,page,then){fetch(base+page).then(function(r){return r.text();}).then(function(html){
  var d=new DOMParser().parseFromString(html,'text/html'),from=d.querySelector('main section>:first-child'),
  into=pager.parentNode.firstElementChild;if(from.tBodies){from=from.tBodies[0];into=into.tBodies[0];}
  while(from.firstElementChild)into.appendChild(from.firstElementChild);then();});}
function suite(b,base,page,pages){var p=b.parentNode;b.disabled=true;ajoute(p,base,page,function(){
  if(pages&&page>=pages){p.remove();return;}b.disabled=false;b.onclick=function(){suite(b,base,page+1,pages);};});}
function defile(base,page,pages){var p=document.currentScript.parentNode;(function next(n){new IntersectionObserver(function(e,o){
  if(!e[0].isIntersecting)return;o.disconnect();ajoute(p,base,n,function(){if(pages&&n>=pages)p.remove();else next(n+1);});}).observe(p);})(page);}
